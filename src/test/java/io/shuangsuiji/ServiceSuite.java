package io.shuangsuiji;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests of a running service that use no browser, in one process, in which those that share a service stand next to each
 * other; class by class, each would start its own.
 */
@Suite
@SelectPackages("io.shuangsuiji")
@ExcludePackages("io.shuangsuiji.browser")
@IncludeTags("io.quarkus.test.junit.QuarkusTest")
class ServiceSuite {}
