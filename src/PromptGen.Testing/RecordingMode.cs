namespace PromptGen.Testing;

/// <summary>Where a <see cref="RecordedChatTransport"/> has its answers from.</summary>
public enum RecordingMode
{
    /// <summary>
    /// What is recorded is replayed, what is missing is recorded. The environment may say otherwise: where <c>CI</c> is set, unless to <c>false</c> or <c>0</c>, it is
    /// <see cref="Replay"/>; the variable <c>PROMPTGEN_RECORDING</c>, which may be Auto, Record or Replay, goes before that.
    /// </summary>
    Auto,

    /// <summary>Every request is sent, and recorded in place of what was recorded before. One that the same transport recorded already is replayed.</summary>
    Record,

    /// <summary>Nothing is sent. A request that is not recorded throws.</summary>
    Replay,
}
