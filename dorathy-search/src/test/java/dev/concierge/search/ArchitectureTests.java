package dev.concierge.search;

import dev.concierge.testsupport.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {}
