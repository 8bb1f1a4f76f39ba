namespace Cms.Users;

/// <summary>
/// Asks a service of breached passwords for what it knows under the first five hexadecimal digits of a SHA-1, which say nothing about the password. A line for each, the other
/// digits and how often it was seen: <c>0018A45C4D1DEF81644B54AB7F969B88D65:21</c>. Null when there is no service, or when it does not answer: that is logged there.
/// </summary>
public delegate Task<string?> FetchBreaches(string digits, CancellationToken cancel);
