-- Asks Portico whether a request may pass, for haproxy.cfg.
local portico = "http://127.0.0.1:4000/v1/forward-auth/uat"
local token = "ptc_gw_YOUR_TOKEN"

local told = {
  "x-application-id", "x-partner-id", "x-api-key-id", "x-product", "x-environment",
  "x-client-id", "x-scope", "x-subject",
}
local secret = { "api-key", "x-api-key", "portico-gateway-token" }

local function refuse(txn, answer)
  local reply = txn:reply({ status = answer.status })
  reply:add_header("content-type", "application/json")
  reply:add_header("cache-control", "no-store")
  for _, name in ipairs({ "retry-after", "www-authenticate" }) do
    local values = answer.headers[name]
    if values then reply:add_header(name, values[0]) end
  end
  reply:set_body(answer.body)
  txn:done(reply)
end

core.register_action("portico", { "http-req" }, function(txn, product, require)
  local sent = txn.http:req_get_headers()
  local scheme = txn.sf:ssl_fc() == "1" and "https" or "http"
  local host = sent["host"] and sent["host"][0] or ""
  local asked = {
    ["portico-gateway-token"] = { token },
    -- Where the call comes from, whatever the caller says itself.
    ["x-forwarded-for"] = { txn.sf:src() },
    -- What a proof of DPoP is for: as callers see the API.
    ["x-original-method"] = { txn.sf:method() },
    ["x-original-url"] = { scheme .. "://" .. host .. txn.sf:pathq() },
  }
  for _, name in ipairs({ "api-key", "x-api-key", "authorization", "dpop" }) do
    if sent[name] then asked[name] = { sent[name][0] } end
  end
  -- What callers may not say, and what the API has no need to see. The token is the API's as well, but the one that was looked at.
  for _, names in ipairs({ told, secret }) do
    for _, name in ipairs(names) do txn.http:req_del_header(name) end
  end
  if asked["authorization"] then txn.http:req_set_header("authorization", asked["authorization"][1]) end
  local url = portico .. "?product=" .. product .. "&require=" .. require
  local answer = core.httpclient():get({ url = url, headers = asked, timeout = 2000 })
  local status = answer and answer.status or 0
  if status == 200 then
    for _, name in ipairs(told) do
      if answer.headers[name] then txn.http:req_add_header(name, answer.headers[name][0]) end
    end
  elseif status == 401 or status == 403 or status == 429 then
    refuse(txn, answer)
  else
    local later = { ["retry-after"] = { [0] = "1" } }
    refuse(txn, { status = 503, headers = later, body = '{"code":"UNAVAILABLE"}' })
  end
end, 2)
