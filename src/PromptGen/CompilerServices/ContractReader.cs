using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PromptGen.CompilerServices;

/// <summary>What emitted readers are written in. Not meant to be called by hand.</summary>
/// <remarks>
/// The reader stands on a value's first token when the value is asked for. A value that does not fit is noted and stepped over,
/// so that one pass finds everything that is wrong with a document.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct ContractReader
{
    internal const int MaxDepth = 64;

    private const string UniqueNames = "uniqueNames";
    private const string EachNameOnce = "each name once";

    private static readonly MemberNames NoNames = new();

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private readonly ReadOnlySpan<byte> _document;
    private Utf8JsonReader _json;
    private Utf8JsonReader _discriminator;
    private int _discriminatorOffset;
    private List<DiscriminatorScan>? _scans;
    private ViolationLog? _log;
    private ViolationLog? _findings;

    /// <param name="document">What is read, from its first byte to its last.</param>
    /// <param name="levelsAround">How many levels of the whole document are around it.</param>
    internal ContractReader(ReadOnlySpan<byte> document, int levelsAround = 0)
    {
        _document = document;
        _json = new Utf8JsonReader(document, levelsAround == 0 ? Options : Options with { MaxDepth = MaxDepth - levelsAround });
    }

    /// <summary>Whether the object that was just read is to be made: nothing was wrong so far. Its constructor follows.</summary>
    public bool CanConstruct()
    {
        IsConstructing = _log is null;
        return IsConstructing;
    }

    /// <summary>Whether it is the user's own constructor that runs: what it throws is about the values, not about the text.</summary>
    internal bool IsConstructing { get; private set; }

    /// <summary>Whether nothing more is noted: then nothing is put into words either.</summary>
    private readonly bool IsFull => _log is { IsFull: true };

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    /// <summary>Steps into an object; false where the value is none.</summary>
    /// <param name="names">The names of its members.</param>
    /// <param name="members">What <see cref="NextMember"/> goes through.</param>
    public bool BeginObject(MemberNames names, out ObjectMembers members)
    {
        members = new(names);
        return BeginObject();
    }

    /// <summary>
    /// Steps to the value of the next member that the schema has; false at the object's end. Members that it does not have, that were there
    /// before, and in the end those that were not there, are noted.
    /// </summary>
    /// <param name="members">How far the object has been read.</param>
    public bool NextMember(ref ObjectMembers members)
    {
        IsConstructing = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (!members.TryFind(ref _json))
            {
                Unknown(members.Names);
            }
            else if (!members.TryMark())
            {
                Mismatch(EachNameOnce, UniqueNames);
            }
            else
            {
                _json.Read();
                return true;
            }
        }

        if (!members.AreAllSeen())
            Require(ref members);
        return false;
    }

    /// <summary>Steps into a list; false where the value is none.</summary>
    public bool BeginList() => _json.TokenType == JsonTokenType.StartArray || Mismatch(ExpectedWords.List);

    /// <summary>Steps to the next item; false at the list's end.</summary>
    public bool NextItem()
    {
        IsConstructing = false;
        _json.Read();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Notes a list that has too few items, or too many, at its end.</summary>
    /// <param name="count">How many it has.</param>
    /// <param name="minimum">How many it has at least.</param>
    /// <param name="maximum">How many it has at most.</param>
    public void Count(int count, int minimum = 0, int maximum = int.MaxValue)
    {
        if (count < minimum)
            Log("minItems", ExpectedWords.AtLeast(minimum, ExpectedWords.Item), ExpectedWords.Digits(count));
        else if (count > maximum)
            Log("maxItems", ExpectedWords.AtMost(maximum, ExpectedWords.Item), ExpectedWords.Digits(count));
    }

    /// <summary>Adds what was just read to a list; not where anything was wrong so far, since nobody will see the list.</summary>
    /// <param name="items">The list.</param>
    /// <param name="item">The item.</param>
    public readonly void AddTo<T>(List<T> items, T item)
    {
        if (_log is null)
            items.Add(item);
    }

    /// <summary>Adds what was just read to a set; notes it where it is there already.</summary>
    /// <param name="items">The set.</param>
    /// <param name="item">The item.</param>
    public void AddTo<T>(HashSet<T> items, T item)
    {
        if (CanConstruct() && !items.Add(item))
            Log("uniqueItems", "each item once", _json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray ? "one that is there already" : null);
    }

    /// <summary>Adds the entry that was just read to a dictionary; notes it where its key is there already.</summary>
    /// <param name="entries">The dictionary.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="value">The entry's value.</param>
    public void AddTo<TKey, TValue>(Dictionary<TKey, TValue> entries, TKey key, TValue value)
        where TKey : notnull
    {
        if (CanConstruct() && !entries.TryAdd(key, value))
            Log("uniqueItems", "each key once", key is string text ? $"\"{Excerpt.Of(text)}\"" : string.Create(CultureInfo.InvariantCulture, $"{key}"));
    }

    /// <summary>Has an object check itself that was just made, and notes what it finds, under the names of the document.</summary>
    /// <param name="value">The object.</param>
    /// <param name="properties">Its properties and fields.</param>
    /// <param name="names">Their names in the document, in the same order.</param>
    public T Validated<T>(T value, string[] properties, MemberNames names)
        where T : IValidatableObject
    {
        foreach (var finding in Validation.Check(value))
        {
            foreach (var member in finding.MemberNames.DefaultIfEmpty())
            {
                var index = Array.IndexOf(properties, member);
                (_findings ??= new()).Add(
                    checked((int)_json.TokenStartIndex), Validation.Keyword, Validation.MessageOf(finding), "", member: index < 0 ? member : names.Texts[index]);
            }
        }

        return value;
    }

    /// <summary>Notes a name that was in its list before.</summary>
    /// <param name="seen">The names seen so far, a bit for each.</param>
    /// <param name="name">The name's bit.</param>
    public void Once(ref ulong seen, int name)
    {
        var bit = 1UL << name;
        if ((seen & bit) != 0)
            Log("uniqueItems", EachNameOnce);
        seen |= bit;
    }

    /// <summary>
    /// Looks for what tells the type of an object, wherever in it that stands; false, and noted, where there is none. The reader stays on the
    /// object's first token.
    /// </summary>
    /// <param name="name">The name of the member that tells it.</param>
    public bool BeginUnion(string name)
    {
        if (!BeginObject())
            return false;

        // It comes first where a model follows the schema.
        _discriminator = _json;
        _discriminatorOffset = 0;
        _discriminator.Read();
        if (_discriminator.TokenType == JsonTokenType.PropertyName && _discriminator.ValueTextEquals(name))
            return _discriminator.Read();
        if (_scans?.Find(scan => scan.Name == name) is not { } scan)
            (_scans ??= []).Add(scan = new(name));
        if (scan.Find(_json) is { } offset)
        {
            _discriminator = new(_document[offset..], Options);
            _discriminatorOffset = offset;
            return _discriminator.Read();
        }

        Log("required", $"a member \"{name}\"", "none");
        _json.Skip();
        return false;
    }

    /// <summary>Whether the text that tells the type is this one.</summary>
    /// <param name="utf8Text">A text in UTF-8.</param>
    public readonly bool DiscriminatorIs(ReadOnlySpan<byte> utf8Text) =>
        _discriminator.TokenType == JsonTokenType.String && _discriminator.ValueTextEquals(utf8Text);

    /// <summary>Whether the integer that tells the type is this one.</summary>
    /// <param name="value">An integer.</param>
    public readonly bool DiscriminatorIs(int value) => _discriminator.TokenType == JsonTokenType.Number
        && JsonNumber.TryGetInt64(_discriminator.ValueSpan, out var found) && found == value;

    /// <summary>Notes an object of none of the types that there are, and steps over it.</summary>
    /// <param name="names">What tells the types.</param>
    /// <param name="areIntegers">Whether these are integers, and no texts.</param>
    public void NotInUnion(string[] names, bool areIntegers = false)
    {
        if (!IsFull)
            (_log ??= new()).Add(_discriminatorOffset + checked((int)_discriminator.TokenStartIndex), "enum", areIntegers ? ExpectedWords.OneOfIntegers(names) : ExpectedWords.OneOf(names));
        _json.Skip();
    }

    /// <summary>Whether the value is a text; where not, that is noted. What it says is for <see cref="TextIs"/> to tell.</summary>
    /// <param name="names">The texts that are allowed.</param>
    public bool BeginEnum(string[] names) => _json.TokenType == JsonTokenType.String || Mismatch(IsFull ? "" : ExpectedWords.OneOf(names), "enum");

    /// <summary>Whether the value is the text <paramref name="utf8Text"/>.</summary>
    /// <param name="utf8Text">A text in UTF-8.</param>
    public readonly bool TextIs(ReadOnlySpan<byte> utf8Text) => _json.ValueTextEquals(utf8Text);

    /// <summary>Notes a text that is none of those allowed.</summary>
    /// <param name="names">The texts that are allowed.</param>
    public void NotInEnum(string[] names)
    {
        if (!IsFull)
            Log("enum", ExpectedWords.OneOf(names));
    }

    /// <summary>Reads the whole document as System.Text.Json does: the first thing that is wrong is the only one that it tells.</summary>
    /// <param name="type">How. Its options are strict.</param>
    internal T Deserialize<T>(JsonTypeInfo<T> type)
    {
        var start = checked((int)_json.TokenStartIndex);
        if (DocumentScan.FindRepeatedNames(_json) is { } repeated)
        {
            foreach (var offset in repeated)
                (_log ??= new()).Add(offset, UniqueNames, EachNameOnce);
            return default!;
        }

        // The text is JSON, as was just seen: all that is thrown from here on is about the values.
        IsConstructing = true;
        try
        {
            var value = JsonSerializer.Deserialize(ref _json, type);
            if (value is null)
                (_log ??= new()).Add(start, "type", "a value");
            else if (value is IValidatableObject validatable)
                Validated(validatable, [], NoNames);
            return value!;
        }
        catch (Exception exception) when (SerializerFailure.Is(exception))
        {
            (_log ??= new()).Add(start, SerializerFailure.Keyword, SerializerFailure.Expected, SerializerFailure.FoundIn(exception), SerializerFailure.PointerOf(exception));
            return default!;
        }
    }

    /// <summary>Whether an exception of the JSON reader tells of the document: bad syntax, bad UTF-8, half a surrogate pair.</summary>
    internal readonly bool IsAboutTheText(Exception exception) => !IsConstructing && exception is (JsonException or InvalidOperationException);

    /// <summary>Steps to the document's first token.</summary>
    internal bool TryStart()
    {
        try
        {
            return _json.Read();
        }
        catch (JsonException exception)
        {
            Malformed(exception);
            return false;
        }
    }

    /// <summary>Steps over what may follow the document's value: white space and nothing else.</summary>
    internal void Finish()
    {
        IsConstructing = false;
        _json.Read();
    }

    /// <summary>Notes that the user's own constructor would not take what was read.</summary>
    internal void Refused(Exception exception) => Log("constructor", "values that its constructor takes", Excerpt.Of(exception.Message.TrimEnd('.')));

    internal void Malformed(Exception exception)
    {
        var (_, keyword, expected, found) = SchemaViolation.NotUnicode;
        (_log ??= new()).AddAboutAll(keyword, expected, exception is JsonException ? "an error: " + exception.Message.TrimEnd('.') : found);
    }

    /// <summary>What is wrong with the document; where nothing is, what values find wrong with themselves.</summary>
    internal readonly IReadOnlyList<SchemaViolation> Violations() => (_log ?? _findings)?.Resolve(_document, Options) ?? [];

    private bool BeginObject() => _json.TokenType == JsonTokenType.StartObject || Mismatch(ExpectedWords.Object);

    /// <summary>Notes a member that the schema does not have, and steps over it.</summary>
    private void Unknown(MemberNames names)
    {
        if (!IsFull)
            Log("additionalProperties", ExpectedWords.NoneBut(names.Texts));
        _json.Skip();
    }

    /// <summary>Notes the members that were not there.</summary>
    private void Require(ref readonly ObjectMembers members)
    {
        for (var member = 0; member < members.Names.Count && !IsFull; member++)
        {
            if (!members.IsSeen(member))
                Log("required", $"a member \"{members.Names.Texts[member]}\"", "none");
        }
    }

    private bool Mismatch(string expected, string keyword = "type")
    {
        Log(keyword, expected);
        _json.Skip();
        return false;
    }

    private void Log(string keyword, string expected, string? found = null) =>
        (_log ??= new()).Add(checked((int)_json.TokenStartIndex), keyword, expected, found);
}
