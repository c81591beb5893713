package io.shuangsuiji;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests of a running service that are in neither of the other suites, in one process, in which those that share a service
 * stand next to each other; class by class, each would start its own. Two suites go on at a time; what one leaves out, another
 * takes: {@link DraftsSuite}, {@link BrowserSuite}.
 */
@Suite
@SelectPackages("io.shuangsuiji")
@ExcludePackages({"io.shuangsuiji.browser", "io.shuangsuiji.web.drafts"})
@IncludeTags("io.quarkus.test.junit.QuarkusTest")
class ServiceSuite {}
