using PromptGen.Models;

namespace PromptGen.Generator.Tests.Models;

/// <summary>The grammar of a models' file, what is wrong with one, and catalogs over catalogs.</summary>
public sealed class ModelCatalogTests
{
    private const string Lists = "  roles user\n  formats none\n  content text\n";

    [Fact]
    public void A_file_is_heads_and_facts()
    {
        var catalog = Parse($"# mine\r\nmodel a  # the first\r\n\r\nmodel b#1\n\n\ttemperature >0..<1.50\r  top_k\n  stop ..3\n{Lists}\nmodel c\n  seed -5..\n  reasoning_effort max low\n{Lists}");
        Assert.Equal(["a", "b#1", "c"], catalog.Ids);
        Assert.Equal(catalog.Find("a"), catalog.Find("b#1"));
        Assert.Equal(new ParameterBounds(0, 1.5m, true, true), catalog.Find("a")!.Bounds("temperature"));
        Assert.Equal(default(ParameterBounds), catalog.Find("a")!.Bounds("top_k"));
        Assert.Equal(new ParameterBounds(null, 3), catalog.Find("a")!.Bounds("stop"));
        Assert.False(catalog.Find("a")!.Has("seed"));
        Assert.Equal(["low", "max"], catalog.Find("c")!.Efforts);
        Assert.Equal(["user"], catalog.Find("c")!.Roles);
        Assert.True(catalog.Find("c")!.Formats.IsEmpty);
        Assert.Null(catalog.Find("A"));
        Assert.Null(catalog.Find("c")!.Bounds("temprature"));
        Assert.Null(catalog.Portable);
        Assert.Null(catalog.Possible);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF# nothing\n")]
    [InlineData(" \t\r\n\r # nothing")]
    public void A_file_may_hold_nothing(string text) => Assert.Equal(ModelCatalog.Empty, Parse(text));

    [Fact]
    public void A_byte_order_mark_is_no_indentation() => Assert.Equal(["a"], Parse("\uFEFFmodel a\n" + Lists).Ids);

    [Theory]
    [InlineData("modle a\n", 1, 1, "expected 'model', 'portable' or 'possible', found 'modle'.")]
    [InlineData("  top_k\n", 1, 3, "expected 'model', 'portable' or 'possible' at the start of a line, found 'top_k'.")]
    [InlineData("model\n@", 1, 6, "expected a model's id, found the end of the line.")]
    [InlineData("model  # a\n@", 1, 8, "expected a model's id, found the end of the line.")]
    [InlineData("model a b\n@", 1, 9, "expected the end of the line, found 'b'.")]
    [InlineData("portable a\n@", 1, 10, "expected the end of the line, found 'a'.")]
    [InlineData("model a\nmodel a\n@", 2, 7, "expected each model once, found 'a'.")]
    [InlineData("portable\n@portable\n@", 5, 1, "expected 'portable' once, found 'portable'.")]
    [InlineData("model a\n@  temprature 0..1\n", 5, 3, "expected a parameter, 'roles', 'formats' or 'content', found 'temprature'.")]
    [InlineData("model a\n@  top_k\n  top_k 1..\n", 6, 3, "expected each fact once, found 'top_k'.")]
    [InlineData("model a\n@  roles user\n", 5, 3, "expected each fact once, found 'roles'.")]
    [InlineData("model a\n  temperature 2\n@", 2, 15, "expected a range such as 0..2, >0..2 or ..1, found '2'.")]
    [InlineData("model a\n  temperature ..\n@", 2, 15, "expected a range such as 0..2, >0..2 or ..1, found '..'.")]
    [InlineData("model a\n  temperature >..2\n@", 2, 15, "expected a range such as 0..2, >0..2 or ..1, found '>..2'.")]
    [InlineData("model a\n  temperature 0...5\n@", 2, 15, "expected a range such as 0..2, >0..2 or ..1, found '0...5'.")]
    [InlineData("model a\n  temperature +1..2e5\n@", 2, 15, "expected a range such as 0..2, >0..2 or ..1, found '+1..2e5'.")]
    [InlineData("model a\n  temperature 0..1234567890123456789\n@", 2, 15, "expected a range such as 0..2, >0..2 or ..1, found '0..1234567890123456789'.")]
    [InlineData("model a\n  temperature 2..1\n@", 2, 15, "expected a range with something in it, found '2..1'.")]
    [InlineData("model a\n  temperature 1..<1\n@", 2, 15, "expected a range with something in it, found '1..<1'.")]
    [InlineData("model a\n  seed >1..<2\n@", 2, 8, "expected a range with something in it, found '>1..<2'.")]
    [InlineData("model a\n  seed 0.5..\n@", 2, 8, "expected a range of integers such as 1.., ..4 or 1..4, found '0.5..'.")]
    [InlineData("model a\n  seed 1.. 2\n@", 2, 12, "expected the end of the line, found '2'.")]
    [InlineData("model a\n  stream_options 1..\n@", 2, 18, "expected the end of the line, found '1..'.")]
    [InlineData("model a\n  reasoning_effort\n@", 2, 19, "expected one or more of none, minimal, low, medium, high, xhigh, max, found the end of the line.")]
    [InlineData("model a\n  roles\n  formats none\n  content text", 2, 8, "expected 'none' or one or more of system, developer, user, assistant, found the end of the line.")]
    [InlineData("model a\n  roles user\n  formats text json\n  content text", 3, 16, "expected 'none' or one or more of text, json_object, json_schema, found 'json'.")]
    [InlineData("model a\n  roles user\n  formats none text\n  content text", 3, 16, "expected the end of the line, found 'text'.")]
    [InlineData("model a\nmodel b", 2, 7, "expected 'roles' in this block, found none.")]
    [InlineData("model a\n  roles user\n  formats none\n", 1, 7, "expected 'content' in this block, found none.")]
    public void An_error_says_where_it_is_and_what_was_expected(string text, int line, int column, string message)
    {
        text = text.Replace("@", Lists, StringComparison.Ordinal);
        var error = Assert.Single(ModelCatalog.Parse(text).Errors);
        Assert.Equal($"({line},{column}): {message}", error.ToString());
        Assert.Equal(line, text[..error.Start].Count(static c => c == '\n') + 1);
        Assert.Equal(column, error.Start - text.LastIndexOf('\n', Math.Max(0, error.Start - 1)));
        Assert.InRange(error.Start + error.Length, error.Start, text.Length);
    }

    [Fact]
    public void What_is_right_in_a_file_counts_whatever_is_wrong_in_it()
    {
        var (catalog, errors) = ModelCatalog.Parse($"model a\n  temperature x\n  top_p 0..1\n{Lists}modle b\n  top_p ?\n{Lists}model a\n  seed\n{Lists}model c\n{Lists}");
        Assert.Equal(4, errors.Count);
        Assert.Equal(["a", "c"], catalog.Ids);
        Assert.Equal(default(ParameterBounds), catalog.Find("a")!.Bounds("temperature"));
        Assert.Equal(new ParameterBounds(0, 1), catalog.Find("a")!.Bounds("top_p"));
        Assert.False(catalog.Find("a")!.Has("seed"));
    }

    [Fact]
    public void Nobody_gets_more_than_a_hundred_errors() =>
        Assert.Equal(100, ModelCatalog.Parse(string.Concat(Enumerable.Repeat("?\n", 100_000))).Errors.Count);

    [Fact]
    public void An_override_replaces_a_model_wholly_and_adds_new_ones()
    {
        var basis = Parse($"portable\n  top_p 0..1\n{Lists}model a\nmodel b\n  temperature 0..1\n  seed\n{Lists}");
        var catalog = basis.With(Parse($"possible\n{Lists}model b\n  temperature 0..2\n{Lists}model c\n{Lists}"));
        Assert.Equal(["a", "b", "c"], catalog.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(basis.Find("a"), catalog.Find("a"));
        Assert.Equal(new ParameterBounds(0, 2), catalog.Find("b")!.Bounds("temperature"));
        Assert.False(catalog.Find("b")!.Has("seed"));
        Assert.Equal(basis.Portable, catalog.Portable);
        Assert.NotNull(catalog.Possible);
        Assert.Same(basis, basis.With(ModelCatalog.Empty));
        Assert.Equal(["a", "b"], basis.Ids);
    }

    [Fact]
    public void Catalogs_are_equal_where_their_models_and_facts_are()
    {
        var catalog = Parse($"model a\n{Lists}model b\n  seed 1..\n{Lists}");
        var same = Parse($"model b\n  seed 1..   # the same\n{Lists}\nmodel a\n{Lists}");
        Assert.Equal(catalog, same);
        Assert.Equal(catalog.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(catalog, Parse($"model a\n{Lists}model b\n  seed 2..\n{Lists}"));
        Assert.NotEqual(catalog, Parse($"model a\n{Lists}model c\n  seed 1..\n{Lists}"));
        Assert.NotEqual(catalog, Parse($"model a\n{Lists}"));
        Assert.NotEqual(catalog, catalog.With(Parse("portable\n" + Lists)));
    }

    private static ModelCatalog Parse(string text)
    {
        var (catalog, errors) = ModelCatalog.Parse(text);
        Assert.Empty(errors);
        return catalog;
    }
}
