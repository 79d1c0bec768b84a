package dev.concierge.resource;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest(topics = "users")
class RouteFlowTests implements RouteRules, FloodRules {}
