package io.shuangsuiji.draw.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import org.junit.jupiter.api.Test;

/** The grades are the edition's, the best first, and the last one always holds. */
class GradeTest {
    @Test
    void areReadFromTheEdition() {
        var grades = Grade.of(TestEditions.served());
        assertThat(grades).extracting(Grade::grade).containsExactly("一级", "二级", "三级", "四级", "无证据");
        assertThat(grades.get(0)).satisfies(best -> {
            assertThat(best.authorities()).isEqualTo(2);
            assertThat(best.publication()).isTrue();
            assertThat(best.meaning()).isNotBlank();
        });
        assertThat(grades.get(4).holds(0, 0, false)).isTrue();
        assertThat(grades.get(3).holds(0, 0, false)).isFalse();
    }
}
