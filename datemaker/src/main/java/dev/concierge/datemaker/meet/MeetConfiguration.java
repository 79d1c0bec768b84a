package dev.concierge.datemaker.meet;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.meet.v2.Meet;
import com.google.auth.http.HttpCredentialsAdapter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@OnMeet
@EnableConfigurationProperties(MeetSettings.class)
class MeetConfiguration {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 10_000;

    @Bean
    Meet meet(MeetSettings settings, JsonMapper json) {
        HttpCredentialsAdapter credentials = new HttpCredentialsAdapter(Consent.read(settings, json));
        HttpRequestInitializer patient = request -> {
            credentials.initialize(request);
            request.setConnectTimeout(CONNECT_MILLIS);
            request.setReadTimeout(READ_MILLIS);
        };
        return new Meet.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), patient)
                .setRootUrl(settings.url())
                .setApplicationName("concierge")
                .build();
    }
}
