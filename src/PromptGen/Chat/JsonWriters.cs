using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptGen;

/// <summary>Writers of JSON that are used again: each thread keeps the one that it used last.</summary>
internal static class JsonWriters
{
    // The body is application/json, never a part of a page: quotes, backslashes and control characters are escaped, letters are not.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _kept;

    /// <summary>A writer that nobody else has: what is written may call what writes.</summary>
    public static Utf8JsonWriter Take(IBufferWriter<byte> destination)
    {
        if (_kept is not { } writer)
            return new(destination, Options);
        _kept = null;
        writer.Reset(destination);
        return writer;
    }

    /// <summary>Gives a writer back that is done. One that an exception has passed by is not given back.</summary>
    public static void Keep(Utf8JsonWriter writer)
    {
        writer.Reset(Nowhere.Instance);
        _kept = writer;
    }

    /// <summary>What a writer that is kept holds on to in place of anybody's memory.</summary>
    private sealed class Nowhere : IBufferWriter<byte>
    {
        public static readonly Nowhere Instance = new();

        public void Advance(int count) => throw new NotSupportedException();

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();

        public Span<byte> GetSpan(int sizeHint = 0) => throw new NotSupportedException();
    }
}
