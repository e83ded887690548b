namespace PromptGen.Testing;

/// <summary>What the environment says of recording, where a program leaves it open.</summary>
internal static class RecordingEnvironment
{
    private const string ModeVariable = "PROMPTGEN_RECORDING";

    /// <exception cref="ArgumentException">The variable has no mode.</exception>
    public static RecordingMode Resolve(RecordingMode mode)
    {
        if (mode != RecordingMode.Auto)
            return mode;
        if (Environment.GetEnvironmentVariable(ModeVariable) is not { Length: > 0 } said)
            return IsUnattended(Environment.GetEnvironmentVariable("CI")) ? RecordingMode.Replay : RecordingMode.Auto;
        return said.All(char.IsAsciiLetter) && Enum.TryParse<RecordingMode>(said, ignoreCase: true, out var parsed)
            ? parsed
            : throw new ArgumentException($"The environment variable {ModeVariable} is \"{said}\": it may be Auto, Record or Replay.");
    }

    private static bool IsUnattended(string? ci) => !string.IsNullOrEmpty(ci) && ci != "0" && !ci.Equals("false", StringComparison.OrdinalIgnoreCase);
}
