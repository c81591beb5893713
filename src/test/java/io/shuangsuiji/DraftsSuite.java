package io.shuangsuiji;

import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests of a running service that draft and publish, in one process: see {@link ServiceSuite}. */
@Suite
@SelectPackages("io.shuangsuiji.web.drafts")
@IncludeTags("io.quarkus.test.junit.QuarkusTest")
class DraftsSuite {}
