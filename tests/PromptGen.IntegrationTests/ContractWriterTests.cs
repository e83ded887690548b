using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CsCheck;

namespace PromptGen.IntegrationTests;

/// <summary>
/// The emitted writer: what the schema admits is read as it was written; of what it does not admit, the writer says what the reader
/// says of the same document. System.Text.Json, which knows nothing of contracts, makes that document.
/// </summary>
public sealed class ContractWriterTests
{
    private static readonly JsonContract<Review> Contract = IReviewer.PromptRequests.Review("x").Contract!;

    private static readonly JsonSerializerOptions Independent = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = 1000,
    };

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, 0x7F], Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0x10FFFF])
        .Array[0, 8].Select(static scalars => string.Concat(scalars.Select(char.ConvertFromUtf32)));

    private static readonly Gen<Sentiment> Sentiments = Gen.Enum<Sentiment>();

    private static readonly Gen<decimal> Decimals =
        Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28]).Select(static (low, middle, high, isNegative, scale) => new decimal(low, middle, high, isNegative, scale));

    private static readonly Gen<Reviewer?> Reviewers =
        Gen.Select(Texts, Sentiments.Array[0, 3].Null()).Select(static (name, moods) => (Name: name, Moods: moods)).Array[0, 4]
            .Select(static links => links.Aggregate((Reviewer?)null, static (teacher, link) => new(link.Name) { Teacher = teacher, Moods = link.Moods }));

    private static readonly Gen<Review> Reviews =
        Gen.Select(
            Gen.Select(Texts, Sentiments, Gen.Int[1, 5], Gen.OneOf(Gen.Double.Unit, Gen.OneOf(0, -0.0, double.Epsilon, Math.BitDecrement(1)))),
            Gen.Select(Decimals.Nullable(), Gen.Long, Gen.Bool),
            Gen.Select(Texts.Array[0, 5], Reviewers, Gen.Int.Nullable().List[0, 3].List[0, 3]))
        .Select(static (first, second, third) => new Review(first.Item1, first.Item2, first.Item3, first.Item4, second.Item1, second.Item2, second.Item3, third.Item1, third.Item2) { Grid = third.Item3 });

    /// <summary>
    /// In which ways each member can be wrong: how it is made so, where that is, which keyword it violates, and whether any JSON
    /// document could show it.
    /// </summary>
    private static readonly (Func<Review, Review> Spoil, string Pointer, string Keyword, bool IsJson)[][] Spoilings =
    [
        [
            (static review => review with { Headline = null! }, "/headline", "type", true),
            (static review => review with { Headline = "a\ud83d" }, "/headline", "json", false),
        ],
        [
            (static review => review with { Sentiment = (Sentiment)7 }, "/sentiment", "enum", true),
            (static review => review with { Sentiment = (Sentiment)(-1) }, "/sentiment", "enum", true),
        ],
        [
            (static review => review with { Stars = 0 }, "/stars", "minimum", true),
            (static review => review with { Stars = int.MaxValue }, "/stars", "maximum", true),
        ],
        [
            (static review => review with { Confidence = -0.5 }, "/confidence", "minimum", true),
            (static review => review with { Confidence = 1 }, "/confidence", "maximum", true),
            (static review => review with { Confidence = double.NaN }, "/confidence", "type", false),
            (static review => review with { Confidence = double.NegativeInfinity }, "/confidence", "type", false),
        ],
        [
            (static review => review with { Pros = null! }, "/pros", "type", true),
            (static review => review with { Pros = ["a", null!, "b"] }, "/pros/1", "type", true),
            (static review => review with { Pros = ["\ude00"] }, "/pros/0", "json", false),
        ],
        [
            (static review => review with { By = new(null!) { Teacher = null } }, "/by/name", "type", true),
            (static review => review with { By = new("A") { Teacher = new("B") { Teacher = null, Moods = [Sentiment.Mixed, (Sentiment)3] } } }, "/by/teacher/moods/1", "enum", true),
        ],
        [
            (static review => review with { Grid = null! }, "/grid", "type", true),
            (static review => review with { Grid = [[1, null], null!] }, "/grid/1", "type", true),
        ],
    ];

    [Fact]
    public void What_is_written_is_read_as_the_same_value() => Reviews.Sample(static review =>
    {
        var json = Contract.ToJson(review);
        Assert.True(JsonNode.DeepEquals(JsonSerializer.SerializeToNode(review, Independent), JsonNode.Parse(json)), json);
        Assert.True(Contract.TryRead(Encoding.UTF8.GetBytes(json), out var read, out _), json);
        Assert.Equivalent(review, read, strict: true);
    });

    [Fact]
    public void Writer_and_reader_find_the_same_wrong_with_a_value() =>
        Gen.Select(Reviews, Gen.Int[0, 11].Array[Spoilings.Length]).Sample(
            static (review, choice) =>
            {
                // The last few of the numbers leave a member as it is.
                var chosen = Spoilings.Zip(choice).Where(static pair => pair.Second < pair.First.Length).Select(static pair => pair.First[pair.Second]).ToList();
                foreach (var (spoil, _, _, _) in chosen)
                    review = spoil(review);
                var violations = Violations(Contract, review);
                Assert.Equal(chosen.Select(static spoiling => (spoiling.Pointer, spoiling.Keyword)), violations.Select(static violation => (violation.Pointer, violation.Keyword)));
                if (!chosen.TrueForAll(static spoiling => spoiling.IsJson))
                    return;
                Contract.TryRead(JsonSerializer.SerializeToUtf8Bytes(review, Independent), out _, out var found);
                Assert.Equal(found, violations);
            },
            iter: 2_000);

    [Fact]
    public void Members_stand_in_the_order_of_the_schema()
    {
        var schema = JsonNode.Parse(Contract.Schema)!["properties"]!.AsObject();
        var document = JsonNode.Parse(Contract.ToJson(new("", default, 1, 0, null, 0, false, [], null)))!.AsObject();
        Assert.Equal(schema.Select(static member => member.Key), document.Select(static member => member.Key));
    }

    [Fact]
    public void No_value_at_all_is_a_violation() =>
        Assert.Equal("The document: expected an object, found null.", Assert.Single(Violations(Contract, null!)).ToString());

    [Theory]
    [InlineData(-0.5, 0.5, 0.6, 2, 5, "")]
    [InlineData(79.25, 0.999999, 1e300, 9, long.MinValue, "")]
    [InlineData(-0.51, 0, 0.5, 1, 6, "/exact /inside /above /between /below")]
    [InlineData(79.2500001, 1, double.PositiveInfinity, 10, long.MaxValue, "/exact /inside /above /between /below")]
    public void Every_kind_of_bound_is_held_to(double exact, double inside, double above, int between, long below, string pointers)
    {
        var bounds = new Bounds(Decimal(exact), Decimal(inside), above, between, below);
        Assert.Equal(pointers, string.Join(' ', Violations(IEdges.PromptRequests.Bounds().Contract!, bounds).Select(static violation => violation.Pointer)));

        static decimal Decimal(double value) => decimal.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Every_shape_is_written()
    {
        var shapes = new Shapes(
            new(1, -2), null, [new(3, 4), null], Level.AlsoFirst, [Level.Second, null], Enumerable.Repeat<string?>(null, 1).Append("é 😀"), 9, [[], ["a"]]);
        Assert.Equal(
            """{"point":{"x":1,"y":-2},"nothing":null,"points":[{"x":3,"y":4},null],"level":"First","levels":["Second",null],"notes":[null,"é 😀"],"digit":9,"table":[[],["a"]]}""",
            IEdges.PromptRequests.Shapes().Contract!.ToJson(shapes));
        Assert.Equal(
            ["/level: expected one of \"First\", \"Second\", \"AlsoFirst\", found 2.", "/notes: expected a list, found null.", "/digit: expected at most 9, found 10.", "/table/0: expected a list, found null."],
            Violations(IEdges.PromptRequests.Shapes().Contract!, shapes with { Level = (Level)2, Notes = null!, Digit = 10, Table = [null!] }).Select(static violation => violation.ToString()));
    }

    [Fact]
    public void A_member_is_taken_from_where_the_schema_took_it()
    {
        var contract = IEdges.PromptRequests.Derived().Contract!;
        var derived = new Derived { Hidden = Sentiment.Mixed, Overridden = 5, Kept = "kept" };
        ((Base)derived).Hidden = new object();
        Assert.Equal("""{"hidden":"Mixed","overridden":5,"kept":"kept"}""", contract.ToJson(derived));
        derived.Overridden = 6;
        Assert.Equal("/overridden: expected at most 5, found 6.", Assert.Single(Violations(contract, derived)).ToString());
    }

    [Fact]
    public void Depth_is_bounded_where_the_reader_bounds_it()
    {
        var contract = IEdges.PromptRequests.Nodes().Contract!;
        Node? node = null;
        for (var depth = 1; depth <= 70; depth++)
        {
            node = new(depth) { Next = node, Others = null! };
            node.Others = [];
            var isRead = contract.TryRead(JsonSerializer.SerializeToUtf8Bytes(node, Independent), out _, out _);
            Assert.Equal(isRead, Violations(contract, node).Count == 0);
            Assert.Equal(depth < 64, isRead); // its list of others is one deeper
        }
    }

    [Fact]
    public void A_value_that_contains_itself_is_a_violation()
    {
        var contract = IEdges.PromptRequests.Nodes().Contract!;
        var next = new Node(1);
        next.Next = next;
        AssertEndless(next, "/next");
        var other = new Node(2);
        other.Others.Add(other);
        AssertEndless(other, "/others/0");
        var both = new Node(3);
        both.Next = new(4) { Next = both, Others = [both, both] };
        both.Others = both.Next.Others;
        AssertEndless(both, "/next");

        void AssertEndless(Node node, string begin)
        {
            var violation = Assert.Single(Violations(contract, node));
            Assert.Equal("json", violation.Keyword);
            Assert.StartsWith(begin + begin, violation.Pointer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_fake_answer_is_made_of_a_value()
    {
        var review = new Review("Fine", Sentiment.Mixed, 3, 0.5, 9.99m, 1, true, ["a"], null);
        var result = IReviewer.PromptRequests.Review("x").Parse(Contract.ToJson(review));
        Assert.Equivalent(review, result.Value, strict: true);
    }

    private static IReadOnlyList<SchemaViolation> Violations<T>(JsonContract<T> contract, T value)
    {
        try
        {
            contract.ToJson(value);
            return [];
        }
        catch (SchemaViolationException exception)
        {
            Assert.NotEmpty(exception.Violations);
            return exception.Violations;
        }
    }
}
