package dev.concierge.datemaker;

import dev.concierge.datemaker.plan.PrintFigures;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DatemakerApplication {
    public static void main(String[] args) {
        if (List.of(args).equals(List.of(PrintFigures.WORD))) {
            PrintFigures.run(System.out);
            return;
        }
        SpringApplication.run(DatemakerApplication.class, args);
    }
}
