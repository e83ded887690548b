using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Pipeline;

/// <summary>What one interface adds to the output.</summary>
internal sealed record Client(PromptInterface Interface, EquatableArray<ResultType> ResultTypes);

/// <summary>What one class of contracts adds to the output.</summary>
internal sealed record Contracts(ContractsClass Class, EquatableArray<ResultType> ResultTypes);

/// <summary>A prompt interface that was found.</summary>
/// <param name="Client">What it adds to the output; null where it cannot be told yet.</param>
/// <param name="FileUser">The name of an interface whose templates are files, as metadata has it.</param>
internal sealed record Declaration(Client? Client, string? FileUser);

/// <summary>A file to be written.</summary>
/// <param name="Name">Its name, like no other's.</param>
/// <param name="Content">What it is made from.</param>
internal sealed record OutputFile<T>(string Name, T Content);

internal static class OutputFile
{
    /// <summary>
    /// Gives each its file. The compiler holds names that differ in case alone for the same, so those after the first get a number.
    /// </summary>
    public static IEnumerable<OutputFile<T>> Name<T>(IEnumerable<T> contents, Func<T, string> nameOf)
    {
        var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var content in contents)
        {
            var name = nameOf(content).Replace("global::", "").Replace("@", "");
            taken[name] = taken.TryGetValue(name, out var count) ? ++count : count = 1;
            yield return new(count == 1 ? $"{name}.g.cs" : $"{name}.{count}.g.cs", content);
        }
    }
}
