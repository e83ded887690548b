using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>A schema of a chat client's user, sent as it is.</summary>
internal sealed class SentSchema(ChatResponseFormatJson format, bool isStrict) : JsonContract(format.SchemaName ?? DefaultName)
{
    private const string DefaultName = "json_schema";

    public override ReadOnlySpan<byte> Schema => JsonMarshal.GetRawUtf8Value(format.Schema!.Value);

    public override bool IsStrict => isStrict;

    public override string? Description => format.SchemaDescription;
}
