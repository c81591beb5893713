package io.shuangsuiji.draw.verify;

/** What is said to people, and the same for those who do not read Chinese. */
public record Words(String chinese, String english) {
    @Override
    public String toString() {
        return chinese + " / " + english;
    }
}
