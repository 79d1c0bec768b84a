package dev.concierge.user;

import static dev.concierge.platform.security.Grant.anyOperator;
import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guestNamed;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static dev.concierge.user.token.operator.OperatorRole.GIVE_ACCESS;
import static dev.concierge.user.token.operator.OperatorRole.SEE_ACCESS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.topic.Topic;
import dev.concierge.user.token.operator.PasswordLinks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service answers to whom, and the topics it owns. */
@Configuration(proxyBeanMethods = false)
class UserServiceConfiguration {
    private static final String READ = "users:read";
    private static final String WRITE = "users:write";

    @Bean
    Access access() {
        return new Access()
                .allow(POST, "/users", client(WRITE), service(WRITE), operator())
                .allow(GET, "/users", client(READ), service(READ), operator())
                .allow(POST, "/users/imports", client(WRITE), operator())
                .allow(GET, "/users/imports/{requestId}", client(WRITE), operator())
                .allow(GET, "/users/imports/{requestId}/refusals", client(WRITE), operator())
                .allow(GET, "/users/contacts", service(READ))
                .allow(POST, "/users/contacts", service(READ))
                .allow(GET, "/users/{userId}", client(READ), service(READ), operator(), guestNamed("userId"))
                .allow(PUT, "/users/{userId}", client(WRITE), service(WRITE), operator())
                .allow(PATCH, "/users/{userId}", client(WRITE), service(WRITE), operator())
                .allow(DELETE, "/users/{userId}", client(WRITE), operator())
                .allow(
                        GET,
                        "/users/{userId}/preferences",
                        client(READ),
                        service(READ),
                        operator(),
                        guestNamed("userId"))
                .allow(PUT, "/users/{userId}/preferences", client(WRITE), operator(), guestNamed("userId"))
                .allow(GET, "/users/{userId}/consents", client(READ), service(READ), operator(), guestNamed("userId"))
                .allow(POST, "/users/{userId}/consents", client(WRITE), service(WRITE), operator())
                .allow(GET, "/users/{userId}/export", client(READ), operator(), guestNamed("userId"))
                .allow(GET, "/users/{userId}/erasure", client(WRITE), operator())
                .allow(GET, "/users/{userId}/devices", client(READ), service(READ), operator(), guestNamed("userId"))
                .allow(PUT, "/users/{userId}/devices/{deviceId}", client(WRITE), operator(), guestNamed("userId"))
                .allow(DELETE, "/users/{userId}/devices/{deviceId}", client(WRITE), operator(), guestNamed("userId"))
                .allow(POST, "/users/devices/dead-tokens", client(WRITE), service(WRITE), operator())
                .allow(GET, "/users/{userId}/aliases", client(READ), service(READ), operator())
                .allow(POST, "/users/{userId}/aliases", client(WRITE), service(WRITE), operator())
                .allow(DELETE, "/users/{userId}/aliases/{alias}", client(WRITE), service(WRITE), operator())
                .allow(POST, "/users/identify", client(WRITE), service(WRITE), operator())
                .allow(GET, "/users/{userId}/grants", client(READ), service(READ), operator())
                .allow(PUT, "/users/{userId}/grants", operator())
                .allow(GET, "/users/{userId}/segments", client(READ), service(READ), operator())
                .allow(GET, "/segments", client(READ), service(READ), operator())
                .allow(POST, "/segments", client(WRITE), operator())
                .allow(GET, "/segments/{segmentId}", client(READ), service(READ), operator())
                .allow(PUT, "/segments/{segmentId}", client(WRITE), operator())
                .allow(DELETE, "/segments/{segmentId}", client(WRITE), operator())
                .allow(GET, "/segments/{segmentId}/size", client(READ), service(READ), operator())
                .allow(GET, "/segments/{segmentId}/members", client(READ), service(READ), operator())
                .allow(GET, "/profiles", client(READ), service(READ), operator())
                .allow(GET, "/profiles/{userId}", client(READ), service(READ), operator(), guestNamed("userId"))
                .allow(POST, "/users/{userId}/tokens", client(WRITE), operator())
                .allow(GET, "/ops/profiles/rules", operator())
                .allow(PUT, "/ops/profiles/rules", operator())
                .allow(POST, "/ops/profiles/rules/preview", operator())
                .allow(GET, "/operators", operator(SEE_ACCESS))
                .allow(POST, "/operators", operator(GIVE_ACCESS))
                .allow(GET, "/operators/{name}", operator(SEE_ACCESS))
                .allow(PUT, "/operators/{name}/role", operator(GIVE_ACCESS))
                .allow(POST, "/operators/{name}/reset", operator(GIVE_ACCESS))
                .allow(POST, "/operators/{name}/deactivate", operator(GIVE_ACCESS))
                .allow(POST, "/operators/{name}/activate", operator(GIVE_ACCESS))
                .allow(DELETE, "/operators/{name}/second-factor", operator(GIVE_ACCESS))
                .allow(GET, "/operators/me", anyOperator())
                .allow(PUT, "/operators/me/password", anyOperator())
                .allow(POST, "/operators/me/second-factor", anyOperator())
                .allow(POST, "/operators/me/second-factor/confirmation", anyOperator())
                .allow(GET, "/clients", operator(SEE_ACCESS))
                .allow(POST, "/clients", operator(GIVE_ACCESS))
                .allow(GET, "/clients/{clientId}", operator(SEE_ACCESS))
                .allow(DELETE, "/clients/{clientId}", operator(GIVE_ACCESS))
                .allow(DELETE, "/clients/{clientId}/businesses/{businessId}", operator(GIVE_ACCESS))
                .allow(POST, "/clients/{clientId}/secret", operator(GIVE_ACCESS))
                .allow(POST, "/ops/keys/rotate", operator(GIVE_ACCESS))
                .open(GET, PasswordLinks.PATH)
                .open(POST, PasswordLinks.PATH)
                .open(GET, "/oauth2/authorize")
                .open(GET, "/oauth2/jwks")
                .open(GET, "/oauth2/revocations")
                .open(GET, "/oauth2/second-factor")
                .open(POST, "/oauth2/second-factor")
                .open(GET, "/oauth2/sign-in")
                .open(POST, "/oauth2/sign-in")
                .open(GET, "/oauth2/sign-out")
                .open(POST, "/oauth2/sign-out")
                .open(POST, "/oauth2/token")
                .open(GET, "/.well-known/openid-configuration")
                .open(GET, "/.well-known/oauth-authorization-server");
    }

    @Bean
    Topic usersTopic() {
        return Topic.log("users");
    }

    @Bean
    Topic erasuresTopic() {
        return Topic.log("erasures");
    }

    @Bean
    Topic segmentsTopic() {
        return Topic.log("segments");
    }
}
