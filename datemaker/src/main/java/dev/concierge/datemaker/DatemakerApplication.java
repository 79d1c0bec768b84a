package dev.concierge.datemaker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DatemakerApplication {
    public static void main(String[] args) {
        SpringApplication.run(DatemakerApplication.class, args);
    }
}
