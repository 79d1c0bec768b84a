package dev.concierge.search;

import dev.concierge.search.evaluation.PrintFigures;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DorathySearchApplication {
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(PrintFigures.WORD)) {
            PrintFigures.run(List.of(args).subList(1, args.length), System.out);
        } else {
            SpringApplication.run(DorathySearchApplication.class, args);
        }
    }
}
