package io.shuangsuiji;

import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests of a running service that use a browser, in one process: see {@link ServiceSuite}. */
@Suite
@SelectPackages("io.shuangsuiji.browser")
@IncludeTags("io.quarkus.test.junit.QuarkusTest")
class BrowserSuite {}
