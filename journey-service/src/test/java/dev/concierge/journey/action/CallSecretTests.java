package dev.concierge.journey.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSecretTests {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/collect",
                "https://api.example.org.evil.example/",
                "https://api.example.org@evil.example/",
                "https://evil.example/?https://api.example.org/",
                "http://api.example.org/",
                "https://api.example.org:8443/",
                "https://api.example.org\\@evil.example/",
                "//api.example.org/",
                ""
            })
    void itIsNotSentWhereItsFileDoesNotSay(String url) throws IOException {
        assertThat(file("top-secret\nhttps://api.example.org\n").mayGoTo(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.org/v1/x?y=z",
                "HTTPS://API.example.org/",
                "https://api.example.org:443/",
                "https://other.example.org:8443/"
            })
    void itIsSentWhereItsFileSays(String url) throws IOException {
        CallSecret secret = file("top-secret\nhttps://api.example.org\n\n https://other.example.org:8443/ \n");

        assertThat(secret.value()).isEqualTo("top-secret");
        assertThat(secret.mayGoTo(url)).isTrue();
    }

    @Test
    void oneThatNamesNoPlaceGoesAnywhereAsBefore() throws IOException {
        assertThat(file("top-secret\n").mayGoTo("https://anywhere.example/")).isTrue();
        assertThat(CallSecret.in(folder.resolve("journey-missing"))).isEmpty();
        assertThat(read("\n \n")).isEmpty();
    }

    private CallSecret file(String text) throws IOException {
        return read(text).orElseThrow();
    }

    private Optional<CallSecret> read(String text) throws IOException {
        return CallSecret.in(Files.writeString(folder.resolve("journey-x"), text));
    }
}
