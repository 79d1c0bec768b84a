package dev.concierge.search;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
class RouteFlowTests implements RouteRules, FloodRules {}
