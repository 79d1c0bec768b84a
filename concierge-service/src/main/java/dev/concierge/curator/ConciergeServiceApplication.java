package dev.concierge.curator;

import dev.concierge.curator.evaluation.PrintFigures;
import dev.concierge.curator.training.TrainOnce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ConciergeServiceApplication {
    public static void main(String[] args) throws IOException {
        if (List.of(args).equals(List.of(TrainOnce.WORD))) {
            TrainOnce.run();
            return;
        }
        if (args.length > 0 && args[0].equals(PrintFigures.WORD)) {
            PrintFigures.run(args.length > 1 ? Path.of(args[1]) : null, System.out);
            return;
        }
        SpringApplication.run(ConciergeServiceApplication.class, args);
    }
}
