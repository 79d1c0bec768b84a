package dev.concierge.journey;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class JourneyServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(JourneyServiceApplication.class, args);
    }
}
