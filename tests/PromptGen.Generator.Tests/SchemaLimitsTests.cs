using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Tests;

/// <summary>What is counted of a schema, at each limit and just beyond.</summary>
public sealed class SchemaLimitsTests
{
    [Theory]
    [InlineData(5_000, 1, 1, null)]
    [InlineData(5_001, 1, 1, "it has 5,001 members, and servers take 5,000")]
    [InlineData(1, 1_000, 1, null)]
    [InlineData(1, 1_001, 1, "it has 1,001 values of enums, and servers take 1,000")]
    [InlineData(1, 999, 120, null)]
    [InlineData(1, 999, 121, "it has 120,885 characters in names and values, and servers take 120,000")]
    public void What_is_too_much_is_told(int members, int values, int length, string? excess)
    {
        var names = Enumerable.Range(0, values).Select(i => i.ToString("D3", System.Globalization.CultureInfo.InvariantCulture).PadRight(length, 'x')).Select(static name => new EnumMember(name, name, null));
        var kind = new DefinedShape("Kind", "KindContract", false);
        TypeDefinition[] definitions =
        [
            new ObjectDefinition("T", "TContract", "T", null, Enumerable.Range(0, members).Select(i => new ObjectMember("M", "m", kind, null, i, false)).ToEquatableArray()),
            new EnumDefinition("Kind", "KindContract", "Kind", null, names.ToEquatableArray(), false),
        ];
        Assert.Equal(excess, SchemaLimits.FindExcess(definitions));
    }
}
