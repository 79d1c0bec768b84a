package dev.concierge.curator.content;

import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentSettings.class)
class ContentConfiguration {
    @Bean
    ContentStore contentStore(ContentSettings settings) {
        ContentSettings.S3 s3 = settings.s3();
        return s3.isWanted()
                ? new ContentBucket(client(s3), s3.bucket(), s3.prefix())
                : new ContentFiles(settings.folder());
    }

    private static S3Client client(ContentSettings.S3 s3) {
        S3ClientBuilder client = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(s3.region()))
                .forcePathStyle(s3.pathStyle())
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                // others that speak as S3 does know no trailing checksums
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
        return (s3.endpoint().isBlank() ? client : client.endpointOverride(URI.create(s3.endpoint()))).build();
    }
}
