using System.Text.Json.Serialization;

namespace PromptGen;

/// <summary>
/// The request parameters of every prompt that does not set its own: of an interface, or of all interfaces of an assembly. On an
/// interface that only inherits prompts it also asks for a client of that interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class PromptDefaultsAttribute : PromptParametersAttribute
{
    /// <summary>
    /// The <see cref="JsonSerializerContext"/> of System.Text.Json that results are read through which PromptGen cannot describe
    /// itself: those with converters of their own, <see cref="System.Text.Json.JsonElement"/> and the like. Each has
    /// to be listed on it by <c>[JsonSerializable(typeof(T))]</c>, which the compiler checks. The nearest context counts.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A result that PromptGen can describe is not read through it. The schema of one that is read through it is exported from the context, once,
    /// when it is first needed, and nothing is reflected on.
    /// </para>
    /// <para>
    /// The document is held to RFC 8259, to names that occur once, to valid Unicode, and to what System.Text.Json can hold it to: the members, all
    /// of which are required, their types, and null where it is not allowed. Items of lists and values of dictionaries may be null all the same,
    /// attributes such as <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/> say nothing, and of several things that are
    /// wrong only the first is told.
    /// </para>
    /// </remarks>
    public Type? JsonContext { get; set; }

    /// <summary>What the schemas of results are written in. The nearest counts; without one it is <see cref="SchemaDialect.Portable"/>.</summary>
    /// <remarks>It changes what is sent, not what an answer is held to.</remarks>
    public SchemaDialect SchemaDialect { get; set; }

    /// <summary>How members without a <c>[JsonPropertyName]</c> are named in documents. The nearest counts; without one it is <see cref="PropertyNaming.CamelCase"/>.</summary>
    public PropertyNaming PropertyNaming { get; set; }

    /// <summary>
    /// A class that checks results in ways that a schema cannot say: it implements <see cref="IPromptValidator{T}"/> for the type of
    /// one result, or of several, and can be made by <c>new()</c>. One instance checks every call of a prompt. The nearest counts.
    /// </summary>
    public Type? Validator { get; set; }
}
