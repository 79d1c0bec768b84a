package dev.concierge.e2e;

import dev.concierge.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Order;

@Order(0)
class ArchitectureTests extends ArchitectureRules {}
