package dev.concierge.journey.run.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Asks to end a run. */
record Cancel(@NotBlank @Size(max = 100) String reason) {}
