using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PromptGen.CompilerServices;

/// <summary>Makes contracts from a JSON context of the user's. Emitted code calls this; not meant to be called by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SerializerContract
{
    /// <summary>The contract of a type that the context knows.</summary>
    /// <param name="name">The schema's name on the wire.</param>
    /// <param name="context">The context. Its options are not changed.</param>
    /// <returns>
    /// The contract. Whatever needs its schema, its reader or its writer throws <see cref="NotSupportedException"/> where the context does
    /// not know the type, or one that it is made of.
    /// </returns>
    public static JsonContract<T> Of<T>(string name, JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(context);
        return new SerializerContract<T>(name, context);
    }
}
