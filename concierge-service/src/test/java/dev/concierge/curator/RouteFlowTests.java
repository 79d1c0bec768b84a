package dev.concierge.curator;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest
class RouteFlowTests implements RouteRules, FloodRules {}
