package io.pyctor.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that measures: how it is started, and how it ends.
 */
public final class MeasuringProcess {

	/** A process that takes longer than so many seconds hangs. */
	private static final int LIMIT_SECONDS = 120;

	private MeasuringProcess() {
	}

	/**
	 * Return the arguments for a heap of a fixed size that is touched before the start.
	 * @param size the size, such as 4g
	 * @return the arguments for the JVM
	 */
	public static List<String> heap(String size) {
		return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch");
	}

	/**
	 * Start a main class with the JVM and the class path of this process.
	 * @param jvmArgs arguments for the JVM
	 * @param main the main class
	 * @param args its arguments
	 * @return the process, whose errors go where its output goes
	 * @throws IOException if it cannot be started
	 */
	public static Process start(List<String> jvmArgs, Class<?> main, List<String> args) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmArgs);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(args);
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	/**
	 * Start a main class and wait for its end.
	 * @param jvmArgs arguments for the JVM
	 * @param main the main class
	 * @param args its arguments
	 * @return what it printed, line by line
	 * @throws IOException if it failed; the message is what it printed
	 */
	public static List<String> outputOf(List<String> jvmArgs, Class<?> main, List<String> args) throws IOException {
		Process process = start(jvmArgs, main, args);
		String output = new String(process.getInputStream().readAllBytes());
		if (process.onExit().join().exitValue() != 0) {
			throw new IOException(output);
		}
		return output.lines().toList();
	}

	/**
	 * Measure and end the process, with a status other than zero if that failed or took
	 * too long. Whatever threads still run end with it.
	 * @param measurement what to measure
	 */
	public static void run(Measurement measurement) {
		endWithParent();
		endIfItHangs();
		int status = 1;
		try {
			measurement.measure();
			status = 0;
		}
		catch (Throwable ex) {
			ex.printStackTrace();
		}
		System.out.flush();
		Runtime.getRuntime().halt(status);
	}

	/**
	 * End this process when its parent ends: its threads must not go on when the run was
	 * given up.
	 */
	public static void endWithParent() {
		Optional<ProcessHandle> parent = ProcessHandle.current().parent();
		parent.ifPresent((handle) -> handle.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
	}

	private static void endIfItHangs() {
		Thread watchdog = new Thread(() -> {
			try {
				TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
				System.err.println("The measurement hangs: it is not done after " + LIMIT_SECONDS + " seconds");
				dumpThreads();
			}
			catch (InterruptedException ex) {
				// Nobody does that.
			}
			Runtime.getRuntime().halt(1);
		}, "watchdog");
		watchdog.setDaemon(true);
		watchdog.start();
	}

	private static void dumpThreads() {
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			System.err.println(entry.getKey() + " " + entry.getKey().getState());
			for (StackTraceElement element : entry.getValue()) {
				System.err.println("\tat " + element);
			}
		}
	}

}
