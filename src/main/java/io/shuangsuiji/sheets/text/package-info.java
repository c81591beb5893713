/** Text: its encoding, its lines and cells, and JSON. All of it is UTF-8 before anybody looks at it. */
package io.shuangsuiji.sheets.text;
