using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>
/// The contract of a type that PromptGen cannot describe, made from what the user's JSON context knows of it. Schema and metadata are
/// made once, when they are first needed.
/// </summary>
internal sealed class SerializerContract<T>(string name, JsonSerializerContext context) : JsonContract<T>(name)
{
    private readonly Lazy<(JsonTypeInfo<T> Type, ExportedSchema Schema)> _made = new(() => Make(context));

    public override ReadOnlySpan<byte> Schema => _made.Value.Schema.Utf8;

    public override bool IsStrict => _made.Value.Schema.IsStrict;

    protected override T ReadValue(ref ContractReader reader) => reader.Deserialize(_made.Value.Type);

    protected override void WriteValue(ContractWriter writer, T value) => writer.Serialize(value, _made.Value.Type, this);

    /// <summary>
    /// Exporting the schema visits every type that the result is made of: what is wrong with the context comes to light here, before
    /// anything is sent, and whatever is thrown later is about a document or a value.
    /// </summary>
    private static (JsonTypeInfo<T> Type, ExportedSchema Schema) Make(JsonSerializerContext context)
    {
        try
        {
            var type = (JsonTypeInfo<T>)StrictOptions.Of(context).GetTypeInfo(typeof(T));
            return (type, ExportedSchema.Of(type));
        }
        catch (Exception exception) when (SerializerFailure.Is(exception))
        {
            throw new NotSupportedException($"The JSON context '{context.GetType()}' does not describe '{typeof(T)}': {exception.Message}", exception);
        }
    }
}
