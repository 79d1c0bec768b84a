package dev.concierge.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DorathySearchApplication {
    public static void main(String[] args) {
        SpringApplication.run(DorathySearchApplication.class, args);
    }
}
