package dev.concierge.journey;

import dev.concierge.testsupport.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {}
