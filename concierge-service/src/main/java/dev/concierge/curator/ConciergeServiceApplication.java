package dev.concierge.curator;

import dev.concierge.curator.training.TrainOnce;
import java.io.IOException;
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
        SpringApplication.run(ConciergeServiceApplication.class, args);
    }
}
