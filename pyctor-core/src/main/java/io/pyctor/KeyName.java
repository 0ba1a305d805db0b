package io.pyctor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes the name of an actor from a key, so that the key can be told from the name.
 */
final class KeyName {

	private static final char ESCAPE = '~';

	private KeyName() {
	}

	/**
	 * Return the name for a key.
	 * @throws IllegalArgumentException if there is none
	 */
	static String of(String key) {
		String name = isName(key) ? key : encode(key);
		if (key.isEmpty() || name.length() > ActorPath.MAX_NAME_LENGTH) {
			throw refused(key, "has " + name.length() + " characters in the actor's name (expected 1 to "
					+ ActorPath.MAX_NAME_LENGTH + "); make it shorter, such as by a digest");
		}
		return name;
	}

	/** Return the key that has a name. */
	static String keyOf(String name) {
		if (name.indexOf(ESCAPE) < 0) {
			return name;
		}
		ByteBuffer bytes = ByteBuffer.allocate(name.length());
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) == ESCAPE) {
				bytes.put((byte) Integer.parseInt(name, i + 1, i + 3, 16));
				i += 2;
			}
			else {
				bytes.put((byte) name.charAt(i));
			}
		}
		return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
	}

	private static boolean isName(String key) {
		for (int i = 0; i < key.length(); i++) {
			if (!isPlain(key.charAt(i))) {
				return false;
			}
		}
		return !isOfDots(key);
	}

	/** What has a meaning of its own in paths. */
	private static boolean isOfDots(String key) {
		return key.equals(".") || key.equals("..");
	}

	private static boolean isPlain(int c) {
		return c != ESCAPE && c < 128 && ActorPath.isAllowed((char) c);
	}

	private static String encode(String key) {
		boolean dots = isOfDots(key);
		HexFormat hex = HexFormat.of().withUpperCase();
		StringBuilder name = new StringBuilder();
		ByteBuffer bytes = utf8(key);
		while (bytes.hasRemaining()) {
			int b = bytes.get() & 0xFF;
			if (isPlain(b) && !dots) {
				name.append((char) b);
			}
			else {
				name.append(ESCAPE).append(hex.toHexDigits((byte) b));
			}
		}
		return name.toString();
	}

	private static ByteBuffer utf8(String key) {
		try {
			return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
		}
		catch (CharacterCodingException ex) {
			throw refused(key, "is no text that can be written as UTF-8");
		}
	}

	private static IllegalArgumentException refused(String key, String problem) {
		String shown = (key.length() <= 64) ? key : key.substring(0, 64) + "..";
		return new IllegalArgumentException("The key '" + shown + "' " + problem);
	}

}
