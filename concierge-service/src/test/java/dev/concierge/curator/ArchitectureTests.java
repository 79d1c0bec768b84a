package dev.concierge.curator;

import dev.concierge.testsupport.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {}
