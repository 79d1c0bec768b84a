package dev.concierge.curator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ConciergeServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(ConciergeServiceApplication.class, args);
    }
}
