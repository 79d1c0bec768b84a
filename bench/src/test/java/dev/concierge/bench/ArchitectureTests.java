package dev.concierge.bench;

import dev.concierge.testsupport.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {}
