package dev.concierge.resource;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest
class RouteFlowTests implements RouteRules {}
