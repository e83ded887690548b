using System.Text;

namespace PromptGen.Tests;

/// <summary>Paths as System.Text.Json writes them, which escape nothing.</summary>
public sealed class JsonPointerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("$", "")]
    [InlineData("$.a", "/a")]
    [InlineData("$.a.b[0].c", "/a/b/0/c")]
    [InlineData("$[12][3]", "/12/3")]
    [InlineData("$.a['it's b.c'][0]", "/a/it's b.c/0")]
    [InlineData("$['a/b~c'].d", "/a~1b~0c/d")]
    [InlineData("$['']['x']", "//x")]

    // Names that look like paths, and paths that are none: some pointer, and no exception.
    [InlineData("$['a'].b']", "/a/b']")]
    [InlineData("$['a", "/a")]
    [InlineData("$['", "/")]
    [InlineData("$[", "/")]
    [InlineData("$..", "//")]
    [InlineData("$.a[", "/a/")]
    public void A_path_becomes_a_pointer(string path, string pointer) => Assert.Equal(pointer, JsonPointer.FromPath(path));

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        var pointer = new StringBuilder();
        JsonPointer.Append(pointer, new string('a', 99) + "😀" + new string('b', 1_000_000));
        Assert.Equal("/" + new string('a', 99) + "…", pointer.ToString());
    }
}
