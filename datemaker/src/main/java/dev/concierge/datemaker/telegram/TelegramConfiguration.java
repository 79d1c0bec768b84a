package dev.concierge.datemaker.telegram;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@OnTelegram
@EnableConfigurationProperties(TelegramSettings.class)
class TelegramConfiguration {
    @Bean
    BotApi botApi(TelegramSettings settings, JsonMapper json) {
        return new BotApi(settings, json);
    }
}
