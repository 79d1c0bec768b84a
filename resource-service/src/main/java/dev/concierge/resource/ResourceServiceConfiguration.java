package dev.concierge.resource;

import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guest;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResourceServiceConfiguration {
    private static final String READ = "resources:read";
    private static final String WRITE = "resources:write";

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind("bookings", "SELECT * FROM guest_bookings WHERE user_id = :id", uuid("booking_id")));
    }

    @Bean
    Access access() {
        Grant[] readers = {client(READ), service(READ), operator()};
        Grant[] writers = {client(WRITE), operator()};
        Grant[] everybody = {client(READ), service(READ), operator(), guest()};
        Grant[] booking = {client(WRITE), operator(), guest(), service("bookings:write")};
        Grant jobs = service(WRITE);
        return new Access()
                .open(GET, "/api")
                .allow(GET, "/bookings", guest(), service("bookings:read")) // at all businesses
                .honouringBusinesses()
                .allow(POST, "/businesses", writers)
                .allow(GET, "/businesses", readers)
                .allow(GET, "/businesses/{business}", readers)
                .allow(PATCH, "/businesses/{business}", writers)
                .allow(DELETE, "/businesses/{business}", writers)
                .allow(GET, "/businesses/{business}/types", readers)
                .allow(GET, "/businesses/{business}/types/{type}", readers)
                .allow(PUT, "/businesses/{business}/types/{type}", writers)
                .allow(DELETE, "/businesses/{business}/types/{type}", writers)
                .allow(POST, "/businesses/{business}/locations", writers)
                .allow(GET, "/businesses/{business}/locations", readers)
                .allow(GET, "/businesses/{business}/locations/{location}", readers)
                .allow(PATCH, "/businesses/{business}/locations/{location}", writers)
                .allow(DELETE, "/businesses/{business}/locations/{location}", writers)
                .allow(GET, "/businesses/{business}/locations/{location}/units", readers)
                .allow(GET, "/businesses/{business}/locations/{location}/units/{unit}", readers)
                .allow(PUT, "/businesses/{business}/locations/{location}/units/{unit}", writers)
                .allow(DELETE, "/businesses/{business}/locations/{location}/units/{unit}", writers)
                .allow(GET, "/businesses/{business}/locations/{location}/units/{unit}/calendar", readers)
                .allow(PUT, "/businesses/{business}/locations/{location}/units/{unit}/calendar", writers)
                .allow(DELETE, "/businesses/{business}/locations/{location}/units/{unit}/calendar", writers)
                .allow(GET, "/businesses/{business}/locations/{location}/resources", readers)
                .allow(GET, "/businesses/{business}/locations/{location}/resources/{type}", readers)
                .allow(POST, "/businesses/{business}/locations/{location}/resources/{type}", writers)
                .allow(GET, "/businesses/{business}/locations/{location}/resources/{type}/{id}", readers)
                .allow(PUT, "/businesses/{business}/locations/{location}/resources/{type}/{id}", writers)
                .allow(PATCH, "/businesses/{business}/locations/{location}/resources/{type}/{id}", writers)
                .allow(DELETE, "/businesses/{business}/locations/{location}/resources/{type}/{id}", writers)
                .allow(GET, "/resources/{businessAndLocation}", readers)
                .allow(POST, "/resources/{businessAndLocation}", writers)
                .allow(PUT, "/resources/{businessAndLocation}", writers)
                .allow(PATCH, "/resources/{businessAndLocation}", writers)
                .allow(DELETE, "/resources/{businessAndLocation}", writers)
                .allow(POST, "/offers", writers)
                .allow(GET, "/offers/{business}", everybody)
                .allow(GET, "/offers/{business}/{offer}", everybody)
                .allow(PUT, "/offers/{business}/{offer}", writers)
                .allow(DELETE, "/offers/{business}/{offer}", writers)
                .allow(POST, "/offers/{business}/{offer}/quote", everybody)
                .allow(PUT, "/offers/{business}/requests/{request}", jobs)
                .allow(POST, "/offers/{business}/requests/{request}/activation", jobs)
                .allow(DELETE, "/offers/{business}/requests/{request}", jobs)
                .allow(POST, "/offers/availability", everybody)
                .allow(GET, "/offers/{business}/{offer}/slots", everybody)
                .allow(POST, "/bookings", booking)
                .open(POST, "/bookings/payments")
                .allow(GET, "/bookings/{business}/{booking}/calendar", everybody)
                .allow(GET, "/bookings/{business}", readers)
                .allow(GET, "/bookings/{business}/{booking}", everybody)
                .allow(GET, "/bookings/{business}/{booking}/steps", everybody)
                .allow(POST, "/bookings/{business}/{booking}/confirmation", booking)
                .allow(POST, "/bookings/{business}/{booking}/cancellation", booking)
                .allow(POST, "/bookings/{business}/{booking}/reschedule", booking)
                .allow(POST, "/bookings/{business}/{booking}/no-show", writers)
                .allow(POST, "/resource-operations", writers)
                .allow(GET, "/operations/{requestId}", readers);
    }
}
