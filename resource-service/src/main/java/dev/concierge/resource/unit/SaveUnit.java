package dev.concierge.resource.unit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record SaveUnit(
        @NotBlank @Size(max = 200) String name,
        @Min(1) @Max(10_000) int capacity) {}
