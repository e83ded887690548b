using PromptGen;

namespace Wrong.Templates;

[SystemRole("You speak {language}, and never about {topics:, }.")]
//                     ^^^^^^^^^^ PG2008
//                                                 ^^^^^^^^^^^ PG2008
public partial interface ITemplates
{
    [Prompt("Review {product, in {language} without {topics:json}.")]
    //              ^ PG2001
    Task<string> UnclosedAsync(string product, string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt("Answer like {\"stars\": 5}: {product} {language}")]
    //                   ^^^^^^^^^^^^^^ PG2001
    Task<string> JsonAsync(string product, string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt("Review {produkt} in {language}.")]
    //              ^^^^^^^^^ PG2002
    Task<string> MisspeltAsync(string product, string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt("Review " + "{pro" + @"dukt}.")]
    //                   ^^^^^^^^^^^^^^^ PG2002
    Task<string> JoinedAsync(string product, string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt("Review {topics} and {maker}.")]
    //              ^^^^^^^^ PG2003
    //                           ^^^^^^^ PG2003
    Task<string> NoTextAsync(string language, string[] topics, Maker maker, CancellationToken cancellationToken = default);

    [Prompt("Review it.")]
    Task<string> UnusedAsync(string language, string[] topics, string product, CancellationToken cancellationToken = default);
    //                                                                ^^^^^^^ PG2004

    [Prompt("""Review {maker.Naem}, founded in {maker.Founded.Year}: {maker:json}""")]
    //                       ^^^^ PG2005
    //                                                        ^^^^ PG2005
    Task<string> MembersAsync(string language, string[] topics, Maker maker, CancellationToken cancellationToken = default);

    [Prompt("On {day:HH:mm} at {time:yyyy} for {price:money}, {language:upper}")]
    //               ^^^^^ PG2006
    //                               ^^^^ PG2006
    //                                                ^^^^^ PG2006
    //                                                                  ^^^^^ PG2006
    Task<string> FormatsAsync(string language, string[] topics, DateOnly day, TimeOnly time, decimal price, CancellationToken cancellationToken = default);

    [Prompt("{error:json}")]
    //              ^^^^ PG2006
    Task<string> NoSchemaAsync(string language, string[] topics, Exception error, CancellationToken cancellationToken = default);

    [Prompt(File = "missing.prompt.md")]
    //             ^^^^^^^^^^^^^^^^^^^ PG2007
    Task<string> MissingAsync(string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt("Rate {language}, {topics:, }.")]
    [Example("Rate C, and no topics.", """{"name":"C","founded":"1972"}""")]
    //                                                          ^^^^^^ PG2009
    Task<Maker> ExampleAsync(string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt("Rate {language}, {topics:, }.")]
    [Examples("Makers")]
    //        ^^^^^^^^ PG2010
    Task<Maker> ExamplesAsync(string language, string[] topics, CancellationToken cancellationToken = default);

    [Prompt(File = "wrong.prompt.md")]
    // wrong.prompt.md(1,8)-(1,17) PG2002
    // wrong.prompt.md(3,8)-(3,12) PG2005
    Task<string> FromFileAsync(string language, string[] topics, Maker maker, CancellationToken cancellationToken = default);
}

public sealed record Maker(string Name, int Founded);
