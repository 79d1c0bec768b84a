package dev.concierge.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class NotificationHubApplication {
    public static void main(String[] args) {
        SpringApplication.run(NotificationHubApplication.class, args);
    }
}
