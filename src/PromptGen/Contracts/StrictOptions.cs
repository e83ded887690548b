using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PromptGen;

/// <summary>
/// The options of a user's JSON context with the leniency taken out, so that what is read is what the schema says. They are a copy: the
/// context's own stay as they are. All metadata still comes from the context, none from reflection.
/// </summary>
internal static class StrictOptions
{
    // Options hold a cache of all that they were ever asked for: one copy for each context.
    private static readonly ConditionalWeakTable<JsonSerializerContext, JsonSerializerOptions> Made = [];

    public static JsonSerializerOptions Of(JsonSerializerContext context) => Made.GetValue(context, Make);

    private static JsonSerializerOptions Make(JsonSerializerContext context) => new(context.Options)
    {
        TypeInfoResolver = context.WithAddedModifier(CloseMembers),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        AllowTrailingCommas = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,

        // The order of members means nothing in JSON: a discriminator may come last.
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>Every member that can be read is required and always written; one that cannot be read is none.</summary>
    private static void CloseMembers(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.IsExtensionData)
            {
                // It takes what no member takes: the schema is to say so.
                type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
                continue;
            }

            var isIgnored = property is { Get: null, Set: null };
            if (!isIgnored && (property.Set is not null || property.AssociatedParameter is not null))
            {
                property.IsRequired = true;
                property.ShouldSerialize = null;
            }
            else if (!isIgnored && IsFilled(type, property))
            {
                property.IsSetNullable = property.IsGetNullable;
            }
            else if (property.AssociatedParameter is null)
            {
                // One that a constructor takes has to stay, or the serializer does not find its parameter.
                type.Properties.RemoveAt(i);
            }
        }
    }

    /// <summary>Whether a member without a setter is filled in place, as a list can be.</summary>
    private static bool IsFilled(JsonTypeInfo type, JsonPropertyInfo property) =>
        (property.ObjectCreationHandling ?? type.PreferredPropertyObjectCreationHandling ?? type.Options.PreferredObjectCreationHandling) == JsonObjectCreationHandling.Populate;
}
