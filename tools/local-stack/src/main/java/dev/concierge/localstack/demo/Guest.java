package dev.concierge.localstack.demo;

import java.util.Map;

/** A made-up person; also the body that registers them. */
record Guest(String firstName, String lastName, String email, String phone, Map<String, Object> attributes) {}
