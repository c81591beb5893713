/** JSON and FEEL values: bytes, numbers, texts, schemas. */
package io.shuangsuiji.decision.json;
