"""Fits the confidence: a logistic regression over margin and nearness, each development set left out in turn.

  python training/selector/calibrate.py MARGINS.jsonl
"""

import json,sys,numpy as np
from sklearn.linear_model import LogisticRegression
rows=[json.loads(l) for l in open(sys.argv[1])]
D=[]
for r in rows:
    u=[(m,w,x) for p in r['passages'] for m,w,x in zip(p['margins'],p['weighed'],p['right']) if w is not None]
    if not u or r['kind']=='chit-chat': continue
    s='members' if 'members' in r['set'] else r['set'].split('/')[-1]
    top=max(u,key=lambda t:t[1]+.12*t[0])
    D.append((s,max(m for m,_,_ in u),top[0],r['confidence'],r['answerable'],top[2]>0,r['lang']))
sets=sorted({d[0] for d in D})
auc=lambda s,y:(lambda P,N:sum((p>n)+.5*(p==n) for p in P for n in N)/len(P)/len(N))([a for a,b in zip(s,y) if b],[a for a,b in zip(s,y) if not b])
for feats,name in(((1,),'max'),((2,),'top'),((3,),'conf'),((1,3),'max+conf'),((2,3),'top+conf'),((1,2,3),'all')):
    out=[]
    for s in sets:
        tr=[d for d in D if d[0]!=s];te=[d for d in D if d[0]==s]
        X=np.array([[d[f] for f in feats] for d in tr]);y=np.array([d[4] for d in tr]);w=np.array([1/sum(x[0]==d[0] for x in tr) for d in tr])
        m=LogisticRegression(C=1e3).fit(X,y,sample_weight=w*len(tr))
        p=m.predict_proba(np.array([[d[f] for f in feats] for d in te]))[:,1]
        out.append(f"{s} {auc(p,[d[4] for d in te]):.3f}")
    print(name,out)
X=np.array([[d[1],d[3]] for d in D]);y=np.array([d[4] for d in D]);w=np.array([(3 if d[0]=='members' else 1)/sum(x[0]==d[0] for x in D) for d in D])*len(D)
m=LogisticRegression(C=1e3).fit(X,y,sample_weight=w);print('all sets',m.coef_,m.intercept_)
z=X@m.coef_[0]+m.intercept_[0]
for s in sets:
    zz=np.array([a for a,d in zip(z,D) if d[0]==s]);yy=np.array([d[4] for d in D if d[0]==s])
    for t in(-1,-.5,0,.5,1,1.5): print(s,t,'answered %.2f refused %.2f'%((zz[yy]>=t).mean(),(zz[~yy]<t).mean()))
